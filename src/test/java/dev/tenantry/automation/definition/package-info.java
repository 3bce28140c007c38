@NullMarked
package dev.tenantry.automation.definition;

import org.jspecify.annotations.NullMarked;
