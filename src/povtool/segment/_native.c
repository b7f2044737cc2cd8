/* What segment does most often, compiled: the same as povtool.segment.loose and povtool.segment.unknown do in
 * Python, which stand in for this module where it was not built. Tests compare the two. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

enum { FIRST_HAN = 0x4e00, LAST_HAN = 0x9fd5, PLACES = 4 };

static int is_han(Py_UCS4 c) { return FIRST_HAN <= c && c <= LAST_HAN; }

static int is_latin(Py_UCS4 c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* A unit: one character that may be part of a word, and any number of Latin letters and figures behind it. */
static int is_unit(PyObject *word, const char in_words[128])
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(word);
    int kind = PyUnicode_KIND(word);
    const void *data = PyUnicode_DATA(word);
    if (!length)
        return 0;
    Py_UCS4 first = PyUnicode_READ(kind, data, 0);
    if (first < 128 ? !in_words[first] : !is_han(first))
        return 0;
    for (Py_ssize_t i = 1; i < length; i++)
        if (!is_latin(PyUnicode_READ(kind, data, i)))
            return 0;
    return 1;
}

static int is_latin_run(PyObject *word)
{
    return PyUnicode_IS_ASCII(word) && PyUnicode_GET_LENGTH(word) > 1
        && is_latin(PyUnicode_READ_CHAR(word, 0));
}

/* The units from..to of a list, a NUL before, between and behind them; a new reference. */
static PyObject *between_nuls(PyObject *words, Py_ssize_t from, Py_ssize_t to)
{
    Py_ssize_t length = 1, out = 0;
    Py_UCS4 most = 127;
    for (Py_ssize_t i = from; i < to; i++) {
        PyObject *word = PyList_GET_ITEM(words, i);
        length += PyUnicode_GET_LENGTH(word) + 1;
        if (!PyUnicode_IS_ASCII(word))
            most = LAST_HAN;
    }
    PyObject *joined = PyUnicode_New(length, most);
    if (!joined)
        return NULL;
    int width = PyUnicode_KIND(joined);
    void *units = PyUnicode_DATA(joined);
    PyUnicode_WRITE(width, units, out++, 0);
    for (Py_ssize_t i = from; i < to; i++) {
        PyObject *word = PyList_GET_ITEM(words, i);
        int kind = PyUnicode_KIND(word);
        const void *data = PyUnicode_DATA(word);
        for (Py_ssize_t j = 0; j < PyUnicode_GET_LENGTH(word); j++)
            PyUnicode_WRITE(width, units, out++, PyUnicode_READ(kind, data, j));
        PyUnicode_WRITE(width, units, out++, 0);
    }
    return joined;
}

/* A model: how likely B, M, E and S are at the start, the steps BM BE MM ME EB ES SB SS, then each Chinese
 * character's B, M, E, S. */
enum { STEPS = PLACES, EMISSION = STEPS + 8, HAN = LAST_HAN - FIRST_HAN + 1 };
enum { BM, BE, MM, ME, EB, ES, SB, SS };
enum { B, M, E, S };

/* The likeliest places of characters in words (Viterbi 1967); of two equal ways S before E, M before B. Each of
 * `came` gets a bit for each place: whether it was best reached from S or M. Returns the last place. */
static int best_way(const double *model, const Py_UCS2 *text, Py_ssize_t length, unsigned char *came)
{
    const double *step = model + STEPS, *in = model + EMISSION + PLACES * (text[0] - FIRST_HAN);
    double b = model[B] + in[B], m = model[M] + in[M], e = model[E] + in[E], s = model[S] + in[S];
    for (Py_ssize_t i = 1; i < length; i++) {
        in = model + EMISSION + PLACES * (text[i] - FIRST_HAN);
        double b_s = s + step[SB] + in[B], b_e = e + step[EB] + in[B];
        double m_m = m + step[MM] + in[M], m_b = b + step[BM] + in[M];
        double e_m = m + step[ME] + in[E], e_b = b + step[BE] + in[E];
        double s_s = s + step[SS] + in[S], s_e = e + step[ES] + in[S];
        came[i] = (unsigned char)((b_s >= b_e) << B | (m_m >= m_b) << M | (e_m >= e_b) << E | (s_s >= s_e) << S);
        b = b_s >= b_e ? b_s : b_e;
        m = m_m >= m_b ? m_m : m_b;
        e = e_m >= e_b ? e_m : e_b;
        s = s_s >= s_e ? s_s : s_e;
    }
    return s >= e ? S : E;
}

/* Tells for each character whether a word ends with it, in place of whence its places were reached; returns how
 * many do. */
static Py_ssize_t mark_ends(Py_ssize_t length, unsigned char *came, int place)
{
    Py_ssize_t ends = 0;
    for (Py_ssize_t i = length - 1; i >= 0; i--) {
        int first = came[i] >> place & 1;
        came[i] = place == E || place == S;
        ends += came[i];
        place = place == B || place == S ? (first ? S : E) : (first ? M : B);
    }
    return ends;
}

/* Characters with a NUL behind each that ends a word. */
static PyObject *ended(const Py_UCS2 *text, Py_ssize_t length, const unsigned char *is_end, Py_ssize_t ends)
{
    PyObject *words = PyUnicode_New(length + ends, LAST_HAN);
    if (!words)
        return NULL;
    Py_UCS2 *out = PyUnicode_2BYTE_DATA(words);
    for (Py_ssize_t i = 0; i < length; i++) {
        *out++ = text[i];
        if (is_end[i])
            *out++ = 0;
    }
    return words;
}

static int is_model(const Py_buffer *model)
{
    if (model->len == (Py_ssize_t)((EMISSION + PLACES * HAN) * sizeof(double)))
        return 1;
    PyErr_SetString(PyExc_ValueError, "not a model of words");
    return 0;
}

/* The words of a text "\0word\0word\0", put behind a list. */
static int append_words(PyObject *list, PyObject *ended)
{
    int kind = PyUnicode_KIND(ended);
    const void *data = PyUnicode_DATA(ended);
    Py_ssize_t length = PyUnicode_GET_LENGTH(ended), begin = 1;
    for (Py_ssize_t i = 1; i < length; i++) {
        if (PyUnicode_READ(kind, data, i))
            continue;
        PyObject *word = PyUnicode_Substring(ended, begin, i);
        if (!word || PyList_Append(list, word)) {
            Py_XDECREF(word);
            return -1;
        }
        Py_DECREF(word);
        begin = i + 1;
    }
    return 0;
}

static int append_units(PyObject *list, PyObject *words, Py_ssize_t from, Py_ssize_t to)
{
    for (Py_ssize_t i = from; i < to; i++)
        if (PyList_Append(list, PyList_GET_ITEM(words, i)))
            return -1;
    return 0;
}

/* What spliced is to do with the runs of units that it finds. */
typedef struct {
    PyObject *found, *knows;
    int alone;
    const double *model;
} Splicing;

/* Whether the units from..to are single Chinese characters, which are then put into a text. */
static int all_han(PyObject *words, Py_ssize_t from, Py_ssize_t to, Py_UCS2 *text)
{
    for (Py_ssize_t i = from; i < to; i++) {
        PyObject *word = PyList_GET_ITEM(words, i);
        if (PyUnicode_GET_LENGTH(word) != 1 || !is_han(PyUnicode_READ_CHAR(word, 0)))
            return 0;
        text[i - from] = (Py_UCS2)PyUnicode_READ_CHAR(word, 0);
    }
    return 1;
}

/* The model's words of a text, whose characters are the units from.. of a list, put behind another list. */
static int append_modelled(PyObject *list, PyObject *words, Py_ssize_t from, const Py_UCS2 *text,
                           Py_ssize_t length, const double *model)
{
    unsigned char *came = PyMem_Calloc((size_t)length, 1);
    if (!came) {
        PyErr_NoMemory();
        return -1;
    }
    mark_ends(length, came, best_way(model, text, length, came));
    int failed = 0;
    for (Py_ssize_t i = 0, begin = 0; i < length && !failed; i++) {
        if (!came[i])
            continue;
        if (begin == i)
            failed = PyList_Append(list, PyList_GET_ITEM(words, from + i));
        else {
            PyObject *word = PyUnicode_FromKindAndData(PyUnicode_2BYTE_KIND, text + begin, i + 1 - begin);
            failed = !word || PyList_Append(list, word);
            Py_XDECREF(word);
        }
        begin = i + 1;
    }
    PyMem_Free(came);
    return failed ? -1 : 0;
}

/* Puts units of single Chinese characters behind a list, as words of the model unless the dictionary knows them
 * together; returns 0 where they are others. */
static int append_characters(PyObject *list, PyObject *words, Py_ssize_t from, Py_ssize_t to, const Splicing *how)
{
    Py_ssize_t length = to - from;
    Py_UCS2 few[64], *text = length > 64 ? PyMem_New(Py_UCS2, length) : few;
    if (!text) {
        PyErr_NoMemory();
        return -1;
    }
    int result = all_han(words, from, to, text);
    if (result) {
        PyObject *stretch = PyUnicode_FromKindAndData(PyUnicode_2BYTE_KIND, text, length);
        PyObject *known = stretch ? PyObject_CallOneArg(how->knows, stretch) : NULL;
        int is_known = known ? PyObject_IsTrue(known) : -1;
        Py_XDECREF(known);
        Py_XDECREF(stretch);
        if (is_known < 0
            || (is_known ? append_units(list, words, from, to)
                         : append_modelled(list, words, from, text, length, how->model)))
            result = -1;
    }
    if (text != few)
        PyMem_Free(text);
    return result;
}

/* The units from..to of a list, or the words that are found in them, put behind another list. */
static int append_run(PyObject *list, PyObject *words, Py_ssize_t from, Py_ssize_t to, const Splicing *how)
{
    if (to - from < 2 && !(how->alone && to > from && is_latin_run(PyList_GET_ITEM(words, from))))
        return append_units(list, words, from, to);
    int done = how->model ? append_characters(list, words, from, to, how) : 0;
    if (done)
        return done < 0 ? -1 : 0;
    PyObject *units = between_nuls(words, from, to);
    PyObject *ended = units ? PyObject_GetItem(how->found, units) : NULL;
    Py_XDECREF(units);
    int failed = !ended || (!PyUnicode_Check(ended) && (PyErr_SetString(PyExc_TypeError, "not a text"), 1));
    failed = failed || append_words(list, ended);
    Py_XDECREF(ended);
    return failed ? -1 : 0;
}

PyDoc_STRVAR(spliced_doc,
"spliced(words, found, marks, latin_alone, knows, model)\n--\n\n"
"The words, with what is found in each stretch of loose units in its place.\n\n"
"``found`` maps a stretch's units to its words, both between NULs; ``marks`` are the ASCII marks that may be part\n"
"of a word. A stretch is two and more units; with ``latin_alone`` also a single run of Latin letters and figures.\n"
"With a ``model`` (see ``modelled``) single Chinese characters are not looked up but made words by it, unless\n"
"``knows`` says that together they are one of the dictionary.");

static PyObject *spliced(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *words;
    const char *marks;
    Splicing how;
    Py_buffer model;
    if (!PyArg_ParseTuple(args, "O!OspOz*", &PyList_Type, &words, &how.found, &marks, &how.alone, &how.knows, &model))
        return NULL;
    how.model = model.buf;
    PyObject *list = !model.buf || is_model(&model) ? PyList_New(0) : NULL;
    if (!list)
        goto done;
    char in_words[128] = {0};
    for (int c = 0; c < 128; c++)
        in_words[c] = (char)is_latin((Py_UCS4)c);
    for (; *marks; marks++)
        in_words[*marks & 127] = 1;
    Py_ssize_t from = 0, at = 0;
    for (; at < PyList_GET_SIZE(words); at++) {
        PyObject *word = PyList_GET_ITEM(words, at);
        if (!PyUnicode_Check(word)) {
            PyErr_SetString(PyExc_TypeError, "not a word");
            goto failed;
        }
        if (is_unit(word, in_words))
            continue;
        if (append_run(list, words, from, at, &how) || PyList_Append(list, word))
            goto failed;
        from = at + 1;
    }
    if (!append_run(list, words, from, at, &how))
        goto done;
failed:
    Py_CLEAR(list);
done:
    PyBuffer_Release(&model);
    return list;
}

PyDoc_STRVAR(modelled_doc,
"modelled(stretch, model)\n--\n\n"
"The likeliest words of a stretch of Chinese characters, a NUL behind each; None for any other stretch.\n\n"
"``model`` is an array of doubles: the places B, M, E, S at the start, the steps BM BE MM ME EB ES SB SS, and B, M,\n"
"E, S of each character from U+4E00 to U+9FD5.");

static PyObject *modelled(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *stretch, *words = NULL;
    Py_buffer model;
    if (!PyArg_ParseTuple(args, "Uy*", &stretch, &model))
        return NULL;
    Py_ssize_t length = PyUnicode_GET_LENGTH(stretch);
    unsigned char *came = NULL;
    if (!is_model(&model))
        goto done;
    int han = length > 0 && PyUnicode_KIND(stretch) == PyUnicode_2BYTE_KIND;
    const Py_UCS2 *text = han ? PyUnicode_2BYTE_DATA(stretch) : NULL;
    for (Py_ssize_t i = 0; han && i < length; i++)
        han = is_han(text[i]);
    if (!han) {
        words = Py_NewRef(Py_None);
        goto done;
    }
    came = PyMem_Calloc((size_t)length, 1);
    if (!came) {
        PyErr_NoMemory();
        goto done;
    }
    Py_ssize_t ends = mark_ends(length, came, best_way(model.buf, text, length, came));
    words = ended(text, length, came, ends);
done:
    PyMem_Free(came);
    PyBuffer_Release(&model);
    return words;
}

static PyMethodDef functions[] = {
    {"spliced", spliced, METH_VARARGS, spliced_doc},
    {"modelled", modelled, METH_VARARGS, modelled_doc},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "povtool.segment._native",
    .m_doc = "What segment does most often, compiled.",
    .m_methods = functions,
};

PyMODINIT_FUNC PyInit__native(void) { return PyModuleDef_Init(&definition); }
