/**
 * Runs of workflows: started by events and by people, queued, carried on step by step, ended; and their resources.
 */
@NullMarked
package dev.tenantry.automation.run;

import org.jspecify.annotations.NullMarked;
