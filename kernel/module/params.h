/* SPDX-License-Identifier: MIT */
/*
 * Parameters inside the loader: from "howmany=10 name=\"a b\"" to the module's variables.
 */
#ifndef MODULE_PARAMS_H
#define MODULE_PARAMS_H

#include <linux/moduleparam.h>

/*
 * Sets the parameters that args names. args is cut up in place: "name=value" or "name", separated
 * by white space; quotes around a value, or around the whole, keep its spaces. Names may have '-'
 * for '_'. "who" is whose parameters they are, for messages.
 *
 * The caller makes sure that nobody else can reach the parameters: no lock is taken.
 *
 * Every parameter is tried, and each that fails is reported; returns 0 or the last error. A name
 * that params doesn't have, and what follows a lone "--", is reported and ignored.
 */
int parse_args(const char *who, char *args, const struct kernel_param *params, unsigned int num);

/*
 * Sets one parameter, or reports that there is none of that name, with a guess at what was meant if
 * that is wanted. value may be cut up in place; NULL: there was no "=". 0, or what its operations
 * returned, which is reported.
 */
int parse_arg(const char *who, const char *name, const char *value,
	      const struct kernel_param *params, unsigned int num, bool guess);

/* Does args, which is cut up in place, say something of that parameter? */
bool args_set(char *args, const char *param);

/* The parameter whose name is most like that one, or NULL if none is; param_hints.c. */
const char *nearest_param(const char *name, const struct kernel_param *params, unsigned int num);

/* Writes " (expected: a number …)" for people, or "" for operations that are a module's own. */
#define PARAM_EXPECTED_MAX 128
void param_expected(const struct kernel_param *kp, char *buf);

/* How large the variable of a standard type is; 0: these operations are no such type's. */
size_t param_value_size(const struct kernel_param_ops *ops);

/* Lets each parameter release what it allocated. */
void destroy_params(const struct kernel_param *params, unsigned int num);

#endif
