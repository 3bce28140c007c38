/** Which limits a request falls under: the rules that are in force, and the most specific of those that cover it. */
@NullMarked
package dev.tenantry.metering.rule;

import org.jspecify.annotations.NullMarked;
