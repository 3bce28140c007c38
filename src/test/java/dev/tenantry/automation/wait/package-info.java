@NullMarked
package dev.tenantry.automation.wait;

import org.jspecify.annotations.NullMarked;
