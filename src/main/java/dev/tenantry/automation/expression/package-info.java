/**
 * Expressions that people write, in CEL, over values as the API has them: what they may name, and how long they may take.
 */
@NullMarked
package dev.tenantry.automation.expression;

import org.jspecify.annotations.NullMarked;
