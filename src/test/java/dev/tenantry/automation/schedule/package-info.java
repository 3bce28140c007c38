@NullMarked
package dev.tenantry.automation.schedule;

import org.jspecify.annotations.NullMarked;
