/* Texts through a table of characters, compiled: the same as povtool.convert.characters does in Python, which
 * stands in for this module where it was not built. Tests compare the two. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

typedef struct {
    const Py_UCS4 *plane; /* what each character becomes, by code point */
    Py_ssize_t size;
    PyObject *beyond; /* code point -> code point, for those that the plane lacks */
} Table;

enum { LAST = 0x10ffff };

/* What a character becomes; what is past LAST is none, with or without an exception. */
static Py_UCS4 becomes(Py_UCS4 c, const Table *table)
{
    if (c < (size_t)table->size)
        return table->plane[c];
    PyObject *key = PyLong_FromUnsignedLong(c);
    PyObject *value = key ? PyDict_GetItemWithError(table->beyond, key) : NULL;
    Py_XDECREF(key);
    if (!value)
        return PyErr_Occurred() ? LAST + 1 : c;
    unsigned long new = PyLong_AsUnsignedLong(value);
    return new > LAST ? LAST + 1 : (Py_UCS4)new;
}

/* A new reference. */
static PyObject *through(PyObject *text, const Table *table)
{
    Py_ssize_t length = PyUnicode_GET_LENGTH(text);
    int kind = PyUnicode_KIND(text);
    const void *data = PyUnicode_DATA(text);
    Py_UCS4 most = 0, changed = 0;
    for (Py_ssize_t i = 0; i < length; i++) {
        Py_UCS4 c = PyUnicode_READ(kind, data, i), new = becomes(c, table);
        most = new > most ? new : most;
        changed |= new ^ c;
    }
    if (PyErr_Occurred())
        return NULL;
    if (!changed)
        return Py_NewRef(text);
    if (most > LAST)
        return PyErr_Format(PyExc_ValueError, "a table leads to what is no character");
    PyObject *result = PyUnicode_New(length, most);
    if (!result)
        return NULL;
    int width = PyUnicode_KIND(result);
    void *out = PyUnicode_DATA(result);
    for (Py_ssize_t i = 0; i < length; i++)
        PyUnicode_WRITE(width, out, i, becomes(PyUnicode_READ(kind, data, i), table));
    return result;
}

PyDoc_STRVAR(translated_doc,
"translated(text, plane, beyond)\n\n"
"The text with each character replaced by its entry in plane, an array of uint32 by code point, or, behind its\n"
"end, in the dictionary beyond; others stay. The text itself where none changes.");

static PyObject *translated(PyObject *Py_UNUSED(module), PyObject *args)
{
    PyObject *text, *beyond;
    Py_buffer plane;
    if (!PyArg_ParseTuple(args, "Uy*O!", &text, &plane, &PyDict_Type, &beyond))
        return NULL;
    PyObject *result = NULL;
    if (plane.len % sizeof(Py_UCS4))
        PyErr_SetString(PyExc_ValueError, "a plane has four bytes for each character");
    else
        result = through(text, &(Table){plane.buf, plane.len / (Py_ssize_t)sizeof(Py_UCS4), beyond});
    PyBuffer_Release(&plane);
    return result;
}

static PyMethodDef functions[] = {
    {"translated", translated, METH_VARARGS, translated_doc},
    {NULL, NULL, 0, NULL},
};

static struct PyModuleDef definition = {
    PyModuleDef_HEAD_INIT,
    .m_name = "povtool.convert._native",
    .m_doc = "Texts through a table of characters, compiled.",
    .m_methods = functions,
};

PyMODINIT_FUNC PyInit__native(void) { return PyModuleDef_Init(&definition); }
