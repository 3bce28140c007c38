@NullMarked
package dev.tenantry.automation.approval;

import org.jspecify.annotations.NullMarked;
