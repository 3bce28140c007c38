/** Workflows that start at their times: when that is next, and what becomes of it. */
@NullMarked
package dev.tenantry.automation.schedule;

import org.jspecify.annotations.NullMarked;
