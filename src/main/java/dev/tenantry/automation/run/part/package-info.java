/** Runs that are parts of others, or that others wait for. */
@NullMarked
package dev.tenantry.automation.run.part;

import org.jspecify.annotations.NullMarked;
