/** Runs that wait for an event, and how they are found when it comes. */
@NullMarked
package dev.tenantry.automation.wait;

import org.jspecify.annotations.NullMarked;
