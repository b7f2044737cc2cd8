# bash completion for povtool, made by scripts/docs.py from the command tree; do not edit.

_povtool() {
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]}
    local command='' options='' wants=operand values='' prefix='' ended='' word i

    # bash cuts --option=value at the = sign, unless COMP_WORDBREAKS was changed
    if [[ $cur == '=' ]]; then
        cur=''
    elif [[ $prev == '=' ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    elif [[ $cur == --*=* ]]; then
        prev=${cur%%=*} prefix=${cur%%=*}= cur=${cur#*=}
    fi

    for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $word == -- ]]; then
            ended=yes prev=''
        elif [[ -z $command && $word != -* ]]; then
            command=$word
        fi
    done

    case $command in
    '')
        options='--version --help -h'
        wants=values values='clean convert segment metrics grep-metrics stats diff'
        [[ $cur == -* ]] && wants=operand
        ;;
    clean)
        options='--encoding --blocks --explain --keep --drop --site-boilerplate --punct --recursive -r --output -o --format -f --json --color --bom --jobs -j --on-error --errors --help -h'
        case $prev in
        --encoding) wants=nothing ;;
        --keep) wants=values values='title heading body caption byline keywords boilerplate' ;;
        --drop) wants=values values='title heading body caption byline keywords boilerplate' ;;
        --punct) wants=values values='keep full half' ;;
        -o | --output) wants=file ;;
        -f | --format) wants=values values='auto jsonl text table csv tsv markdown html latex xlsx' ;;
        --color) wants=values values='auto always never' ;;
        -j | --jobs) wants=nothing ;;
        --on-error) wants=values values='skip fail' ;;
        --errors) wants=file ;;
        esac
        ;;
    convert)
        options='--config -c --to -t --engine --fields --report --keep-original --recursive -r --output -o --format -f --json --color --bom --jobs -j --on-error --errors --help -h'
        case $prev in
        -c | --config) wants=values values='s2t t2s s2tw tw2s s2twp tw2sp s2hk hk2s s2hkp hk2sp t2tw tw2t t2hk hk2t t2jp jp2t' ;;
        -t | --to) wants=values values='hans hant tw hk' ;;
        --engine) wants=values values='opencc opencc-python' ;;
        --fields) wants=nothing ;;
        -o | --output) wants=file ;;
        -f | --format) wants=values values='auto jsonl text table csv tsv markdown html latex xlsx' ;;
        --color) wants=values values='auto always never' ;;
        -j | --jobs) wants=nothing ;;
        --on-error) wants=values values='skip fail' ;;
        --errors) wants=file ;;
        esac
        ;;
    segment)
        options='--pos --offsets --mode -m --dict -d --user-dict --userdict -u --keep-quantities -q --stopwords -s --by -b --keywords -k --top -n --no-hmm --engine --recursive -r --output -o --format -f --json --color --bom --jobs -j --on-error --errors --help -h'
        case $prev in
        -m | --mode) wants=values values='default search full' ;;
        -d | --dict) wants=values values='policy' ;;
        -u | --user-dict | --userdict) wants=file ;;
        -s | --stopwords) wants=nothing ;;
        -b | --by) wants=values values='document sentence' ;;
        -k | --keywords) wants=values values='tfidf textrank' ;;
        -n | --top) wants=nothing ;;
        --engine) wants=values values='rjieba jieba' ;;
        -o | --output) wants=file ;;
        -f | --format) wants=values values='auto jsonl text table csv tsv markdown html latex xlsx' ;;
        --color) wants=values values='auto always never' ;;
        -j | --jobs) wants=nothing ;;
        --on-error) wants=values values='skip fail' ;;
        --errors) wants=file ;;
        esac
        ;;
    metrics)
        options='--base-units --indicators --explain --recursive -r --output -o --format -f --json --color --bom --jobs -j --on-error --errors --help -h'
        case $prev in
        --indicators) wants=file ;;
        -o | --output) wants=file ;;
        -f | --format) wants=values values='auto jsonl text table csv tsv markdown html latex xlsx' ;;
        --color) wants=values values='auto always never' ;;
        -j | --jobs) wants=nothing ;;
        --on-error) wants=values values='skip fail' ;;
        --errors) wants=file ;;
        esac
        ;;
    grep-metrics)
        options='--regexp -e --ignore-case -i --invert-match -v --kind --indicator --place --period --status --unit --min --max --before-context -B --after-context -A --context -C --line-number -n --count -c --list -l --only-figures -o --indicators --explain --recursive -r --output --format -f --json --color --bom --jobs -j --on-error --errors --help -h'
        case $prev in
        -e | --regexp) wants=nothing ;;
        --kind) wants=values values='metric formula' ;;
        --indicator) wants=values values='poverty-incidence subsistence-standard poverty-line at-risk-people relapsed-people counties-delisted villages-delisted people-lifted lifted-population relocated-people relocation-sites relocation-housing public-welfare-jobs job-fairs employed-people jobs-offered trained-people training-courses microcredit poverty-loans loans consumption-aid donations paired-aid-funds poverty-funds village-collective-income poor-income rural-income urban-income income subsidies investment medical-aid insured-people clinics medical-staff social-assistance disabled-aid dropouts enrolment-rate student-aid schools teachers students first-secretaries cadres-posted work-teams cadres paired-households railways roads road-access drinking-water solar-power electricity-access power-capacity telecom-access housing-renovation culture-rooms service-centres cooperatives workshops industry-bases enterprises ecommerce tourists tourism-income tourism-villages high-standard-farmland afforestation crop-area livestock agricultural-output industrial-output services-output gdp fiscal-revenue fiscal-spending retail-sales urbanisation forest-cover mortality birth-rate poor-counties poor-villages poor-people-reached poor-population villages projects meetings inspections documents population' ;;
        --place) wants=nothing ;;
        --period) wants=nothing ;;
        --status) wants=values values='achieved target' ;;
        --unit) wants=nothing ;;
        --min) wants=nothing ;;
        --max) wants=nothing ;;
        -B | --before-context) wants=nothing ;;
        -A | --after-context) wants=nothing ;;
        -C | --context) wants=nothing ;;
        --indicators) wants=file ;;
        --output) wants=file ;;
        -f | --format) wants=values values='auto jsonl text table csv tsv markdown html latex xlsx' ;;
        --color) wants=values values='auto always never' ;;
        -j | --jobs) wants=nothing ;;
        --on-error) wants=values values='skip fail' ;;
        --errors) wants=file ;;
        esac
        ;;
    stats)
        options='--by -b --top -n --tables -t --over --against --split --collocates --concordance --ngrams --window --context -C --words -w --least --smooth --mattr-window --mtld-threshold --hdd-sample --plot --font --limit --recursive -r --output -o --format -f --json --color --bom --jobs -j --on-error --errors --help -h'
        case $prev in
        -b | --by) wants=nothing ;;
        -n | --top) wants=nothing ;;
        -t | --tables) wants=nothing ;;
        --over) wants=nothing ;;
        --against) wants=file ;;
        --split) wants=nothing ;;
        --collocates) wants=nothing ;;
        --concordance) wants=nothing ;;
        --ngrams) wants=nothing ;;
        --window) wants=nothing ;;
        -C | --context) wants=nothing ;;
        --least) wants=nothing ;;
        --smooth) wants=nothing ;;
        --mattr-window) wants=nothing ;;
        --mtld-threshold) wants=nothing ;;
        --hdd-sample) wants=nothing ;;
        --plot) wants=file ;;
        --font) wants=file ;;
        --limit) wants=nothing ;;
        -o | --output) wants=file ;;
        -f | --format) wants=values values='auto jsonl text table csv tsv markdown html latex xlsx' ;;
        --color) wants=values values='auto always never' ;;
        -j | --jobs) wants=nothing ;;
        --on-error) wants=values values='skip fail' ;;
        --errors) wants=file ;;
        esac
        ;;
    diff)
        options='--context -C --ignore --side-by-side -y --brief -q --stat --claims --words --top -n --reuse --min-length --similar --recursive -r --output -o --format -f --json --color --bom --jobs -j --on-error --errors --help -h'
        case $prev in
        -C | --context) wants=nothing ;;
        --ignore) wants=nothing ;;
        -n | --top) wants=nothing ;;
        --min-length) wants=nothing ;;
        --similar) wants=nothing ;;
        -o | --output) wants=file ;;
        -f | --format) wants=values values='auto jsonl text table csv tsv markdown html latex xlsx' ;;
        --color) wants=values values='auto always never' ;;
        -j | --jobs) wants=nothing ;;
        --on-error) wants=values values='skip fail' ;;
        --errors) wants=file ;;
        esac
        ;;
    *) wants=nothing ;;
    esac

    if [[ $wants == operand ]]; then
        wants=file
        [[ $cur == -* && -z $ended ]] && wants=values values=$options
    fi
    _povtool_reply
}

# Sets COMPREPLY. Where a file is wanted and bash is new enough, readline itself completes its name.
_povtool_reply() {
    local how=() found
    COMPREPLY=()
    case $wants in
    values) how=(-W "$values") ;;
    file)
        [[ -z $prefix ]] && compopt -o default 2> /dev/null && return
        compopt -o filenames 2> /dev/null
        how=(-f)
        ;;
    *) return ;;
    esac
    while IFS= read -r found; do
        COMPREPLY+=("$found")
    done < <(compgen -P "$prefix" "${how[@]}" -- "$cur")
}

complete -F _povtool povtool
