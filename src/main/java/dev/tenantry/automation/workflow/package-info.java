@NullMarked
package dev.tenantry.automation.workflow;

import org.jspecify.annotations.NullMarked;
