@NullMarked
package dev.tenantry.automation.why;

import org.jspecify.annotations.NullMarked;
