/**
 * Runs of workflows: what one is, what it holds and who may see that. How they begin is in {@code start}, how they are carried out in {@code step},
 * those that others wait for in {@code part}, those that are set aside in {@code pause}; what people see and do of them in {@code show} and
 * {@code control}, how they go on by another version in {@code migration}, and what they would do in {@code dryrun}.
 */
@NullMarked
package dev.tenantry.automation.run;

import org.jspecify.annotations.NullMarked;
