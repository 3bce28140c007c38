@NullMarked
package dev.tenantry.automation.run;

import org.jspecify.annotations.NullMarked;
