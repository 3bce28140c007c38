/**
 * Runs of workflows: what one is, what it holds and who may see that. How they begin is in {@code start}, how they are carried out in {@code step},
 * what people see and do of them in {@code show} and {@code control}.
 */
@NullMarked
package dev.tenantry.automation.run;

import org.jspecify.annotations.NullMarked;
