# fish completion for povtool, made by scripts/docs.py from the command tree; do not edit.

# The command on the line so far: the first word that is no option, or nothing.
function __povtool_command
    for word in (commandline -opc)[2..-1]
        if not string match -q -- '-*' $word
            echo $word
            return
        end
    end
    echo ''
end

function __povtool_in
    contains -- (__povtool_command) $argv
end

complete -c povtool -f
complete -c povtool -n '__povtool_in \'\'' -l version -d 'Show the version and exit.'
complete -c povtool -n '__povtool_in \'\'' -s h -l help -d 'Show a short help and exit.'
complete -c povtool -n '__povtool_in \'\'' -a clean -d 'Make documents of raw pages: decode, tell text from navigation, find title, date, source and names'
complete -c povtool -n '__povtool_in \'\'' -a convert -d 'Convert records to another script or regional standard, as OpenCC does'
complete -c povtool -n '__povtool_in \'\'' -a segment -d 'Cut documents into words: jieba\'s words, as "tokens", in the script of the text'
complete -c povtool -n '__povtool_in \'\'' -a metrics -d 'Find every quantity the documents claim, and every numeric policy formula (提法)'
complete -c povtool -n '__povtool_in \'\'' -a grep-metrics -d 'Find the figures whose sentence matches PATTERN, whichever script either is in, and by what they claim'
complete -c povtool -n '__povtool_in \'\'' -a stats -d 'Count and sum what comes in: documents, words where there are tokens, and claims'
complete -c povtool -n '__povtool_in \'\'' -a diff -d 'Show where two documents or corpora differ, across scripts, with figures and names kept whole'

complete -c povtool -n '__povtool_in clean' -l encoding -x -d 'The pages\' encoding, where detection errs.'
complete -c povtool -n '__povtool_in clean' -l blocks -d 'Add every raw line with its role.'
complete -c povtool -n '__povtool_in clean' -l explain -d 'Show each page with what was kept, left out and repaired.'
complete -c povtool -n '__povtool_in clean' -l keep -x -a 'title heading body caption byline keywords boilerplate' -d 'Have lines of this role in the text, too.'
complete -c povtool -n '__povtool_in clean' -l drop -x -a 'title heading body caption byline keywords boilerplate' -d 'Leave lines of this role out of the text.'
complete -c povtool -n '__povtool_in clean' -l site-boilerplate -d 'Leave out what many pages of a site share; reads all twice.'
complete -c povtool -n '__povtool_in clean' -l punct -x -a 'keep full half' -d 'Width of ，；：！？（） beside Chinese; full and half narrow ４５６ to 456.'
complete -c povtool -n '__povtool_in clean convert segment metrics grep-metrics stats diff' -s r -l recursive -d 'Read every file below a folder.'
complete -c povtool -n '__povtool_in clean convert segment metrics stats diff' -s o -l output -r -F -d 'Write to FILE, which appears only once it is whole.'
complete -c povtool -n '__povtool_in clean convert segment metrics grep-metrics stats diff' -s f -l format -x -a 'auto jsonl text table csv tsv' -d 'Output format; auto: text on a terminal, jsonl in a pipe.'
complete -c povtool -n '__povtool_in clean convert segment metrics grep-metrics stats diff' -l json -d 'The same as --format jsonl.'
complete -c povtool -n '__povtool_in clean convert segment metrics grep-metrics stats diff' -l color -x -a 'auto always never' -d 'Colours; auto: on a terminal.'
complete -c povtool -n '__povtool_in clean convert segment metrics grep-metrics stats diff' -l bom -d 'csv and tsv for spreadsheets: a byte order mark, no text run as a formula.'
complete -c povtool -n '__povtool_in clean convert segment metrics grep-metrics stats diff' -s j -l jobs -x -d 'Processes to work in.'
complete -c povtool -n '__povtool_in clean convert segment metrics grep-metrics stats diff' -l on-error -x -a 'skip fail' -d 'What a rejected input does.'
complete -c povtool -n '__povtool_in clean convert segment metrics grep-metrics stats diff' -l errors -r -F -d 'Write what was rejected, and why, to FILE as JSON Lines.'
complete -c povtool -n '__povtool_in clean convert segment metrics grep-metrics stats diff' -s h -l help -d 'Show a short help and exit.'
complete -c povtool -n '__povtool_in convert' -s c -l config -x -a 's2t t2s s2tw tw2s s2twp tw2sp s2hk hk2s s2hkp hk2sp t2tw tw2t t2hk hk2t t2jp jp2t' -d 'An OpenCC configuration, such as s2twp.'
complete -c povtool -n '__povtool_in convert' -s t -l to -x -a 'hans hant tw hk' -d 'The script or standard wanted, from whatever each text is in.'
complete -c povtool -n '__povtool_in convert' -l engine -x -a 'opencc opencc-python' -d 'opencc-python reproduces opencc-python-reimplemented.'
complete -c povtool -n '__povtool_in convert' -l fields -x -d 'Convert these fields only, of records of any type.'
complete -c povtool -n '__povtool_in convert' -l report -d 'Instead of records, write which words change, how often and by which dictionary.'
complete -c povtool -n '__povtool_in convert' -l keep-original -d 'Keep each changed field as it was, under "original".'
complete -c povtool -n '__povtool_in segment' -l pos -d 'Add jieba\'s part of speech of each token.'
complete -c povtool -n '__povtool_in segment' -l offsets -d 'Add where in the text each token stands.'
complete -c povtool -n '__povtool_in segment' -s u -l userdict -r -F -d 'A jieba user dictionary.'
complete -c povtool -n '__povtool_in segment' -s s -l stopwords -r -F -d 'Words to leave out, one a line.'
complete -c povtool -n '__povtool_in segment' -l engine -x -a 'rjieba jieba' -d 'By default the faster one that gives jieba\'s answer.'
complete -c povtool -n '__povtool_in metrics' -l base-units -d 'Also tell each value in the base unit of its kind (亩 as 公顷).'
complete -c povtool -n '__povtool_in metrics grep-metrics' -l indicators -r -F -d 'A table of your own indicators, tried before the built-in ones.'
complete -c povtool -n '__povtool_in metrics grep-metrics' -l explain -d 'Say for each figure what every field was read from, and why.'
complete -c povtool -n '__povtool_in grep-metrics' -s e -l regexp -x -d 'A pattern; with it all operands are files. Repeatable.'
complete -c povtool -n '__povtool_in grep-metrics' -s i -l ignore-case -d 'Fold Latin letters\' case.'
complete -c povtool -n '__povtool_in grep-metrics' -s v -l invert-match -d 'Only where PATTERN is not found; filters hold.'
complete -c povtool -n '__povtool_in grep-metrics' -l kind -x -a 'metric formula' -d 'Figures, formulas (提法), or both. By default metric.'
complete -c povtool -n '__povtool_in grep-metrics' -l indicator -x -a 'poverty-incidence poverty-line at-risk-people relapsed-people counties-delisted villages-delisted people-lifted lifted-population relocated-people relocation-sites relocation-housing public-welfare-jobs job-fairs employed-people jobs-offered trained-people training-courses microcredit poverty-loans loans consumption-aid donations paired-aid-funds poverty-funds village-collective-income poor-income rural-income urban-income income subsidies investment medical-aid insured-people clinics medical-staff social-assistance disabled-aid dropouts enrolment-rate student-aid schools teachers students first-secretaries cadres-posted work-teams cadres paired-households roads road-access drinking-water solar-power electricity-access power-capacity telecom-access housing-renovation culture-rooms service-centres cooperatives workshops industry-bases enterprises ecommerce tourists tourism-income tourism-villages high-standard-farmland afforestation crop-area livestock agricultural-output industrial-output services-output gdp fiscal-revenue fiscal-spending retail-sales urbanisation forest-cover birth-rate poor-counties poor-villages poor-population villages projects meetings inspections documents population' -d 'Only figures of this indicator. Repeatable.'
complete -c povtool -n '__povtool_in grep-metrics' -l place -x -d 'Only figures of this place or of one inside it.'
complete -c povtool -n '__povtool_in grep-metrics' -l period -x -d 'Only figures of this time: 2018, 2018-06, 2016..2020, 2016..'
complete -c povtool -n '__povtool_in grep-metrics' -l status -x -a 'achieved target' -d 'Only facts, or only plans.'
complete -c povtool -n '__povtool_in grep-metrics' -l unit -x -d 'Only figures in this unit.'
complete -c povtool -n '__povtool_in grep-metrics' -l min -x -d 'Only figures of N or more.'
complete -c povtool -n '__povtool_in grep-metrics' -l max -x -d 'Only figures of N or less.'
complete -c povtool -n '__povtool_in grep-metrics' -s B -l before-context -x -d 'With N sentences before.'
complete -c povtool -n '__povtool_in grep-metrics' -s A -l after-context -x -d 'With N sentences behind.'
complete -c povtool -n '__povtool_in grep-metrics' -s C -l context -x -d 'With N sentences on both sides.'
complete -c povtool -n '__povtool_in grep-metrics' -s n -l line-number -d 'With the line of the document\'s text.'
complete -c povtool -n '__povtool_in grep-metrics' -s c -l count -d 'Only how many match in each document that has any.'
complete -c povtool -n '__povtool_in grep-metrics' -s l -l list -d 'Only the ids of documents with a match.'
complete -c povtool -n '__povtool_in grep-metrics' -s o -l only-figures -d 'Only the figures as written.'
complete -c povtool -n '__povtool_in grep-metrics' -l output -r -F -d 'Write to FILE, which appears only once it is whole.'
complete -c povtool -n '__povtool_in stats' -s b -l by -x -d 'Group by these fields of the records.'
complete -c povtool -n '__povtool_in stats' -s n -l top -x -d 'Only the first N rows of ranked tables.'
complete -c povtool -n '__povtool_in diff' -s C -l context -x -d 'Characters shown around a difference.'
complete -c povtool -n '__povtool_in diff' -l ignore -x -d 'What is no difference: of script, width, space, punct; or none.'
complete -c povtool -n '__povtool_in diff' -s y -l side-by-side -d 'Show A on the left, B on the right.'
complete -c povtool -n '__povtool_in diff' -s q -l brief -d 'Only tell which documents differ.'
complete -c povtool -n '__povtool_in diff' -l stat -d 'Only count what there is.'
complete -c povtool -n '__povtool_in diff' -l claims -d 'Compare what the two claim, not their words: metrics against metrics.'
complete -c povtool -n '__povtool_in diff' -l reuse -d 'Find near-duplicate documents and passages used again.'
complete -c povtool -n '__povtool_in diff' -l min-length -x -d 'Characters from which a passage counts: 30 with --reuse, 16 as moved.'
complete -c povtool -n '__povtool_in diff' -l similar -x -d 'How alike documents are that belong together (0.3), or with --reuse near-duplicates (0.4).'

complete -c povtool -n '__povtool_in clean convert segment metrics grep-metrics stats diff' -F
