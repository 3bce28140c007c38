/** What the steps of a workflow do when a run comes to them. */
@NullMarked
package dev.tenantry.automation.step;

import org.jspecify.annotations.NullMarked;
