/** What people do with runs: start, call, cancel, try again, do again. */
@NullMarked
package dev.tenantry.automation.run.control;

import org.jspecify.annotations.NullMarked;
