/** Runs that wait until people allow that they go on: who is asked, what they answer, and what follows. */
@NullMarked
package dev.tenantry.automation.approval;

import org.jspecify.annotations.NullMarked;
