@NullMarked
package dev.tenantry.automation.admission;

import org.jspecify.annotations.NullMarked;
