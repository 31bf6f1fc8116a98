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

/* How large the variable of a standard type is; 0: these operations are no such type's. */
size_t param_value_size(const struct kernel_param_ops *ops);

/* Lets each parameter release what it allocated. */
void destroy_params(const struct kernel_param *params, unsigned int num);

#endif
