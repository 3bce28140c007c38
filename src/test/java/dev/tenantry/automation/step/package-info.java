@NullMarked
package dev.tenantry.automation.step;

import org.jspecify.annotations.NullMarked;
