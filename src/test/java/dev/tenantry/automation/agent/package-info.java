@NullMarked
package dev.tenantry.automation.agent;

import org.jspecify.annotations.NullMarked;
