/** Automations: rules of one line, when X and Y then Z, which are carried out as workflows of one step. */
@NullMarked
package dev.tenantry.automation.rule;

import org.jspecify.annotations.NullMarked;
