/** Agents: workers that look at an organization's data at their times, tell what they find, and do something about it once. */
@NullMarked
package dev.tenantry.automation.agent;

import org.jspecify.annotations.NullMarked;
