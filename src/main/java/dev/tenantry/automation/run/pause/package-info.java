/** Runs that are set aside, and their resumption. */
@NullMarked
package dev.tenantry.automation.run.pause;

import org.jspecify.annotations.NullMarked;
