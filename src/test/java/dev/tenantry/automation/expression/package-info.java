@NullMarked
package dev.tenantry.automation.expression;

import org.jspecify.annotations.NullMarked;
