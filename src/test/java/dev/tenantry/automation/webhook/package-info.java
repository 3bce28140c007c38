@NullMarked
package dev.tenantry.automation.webhook;

import org.jspecify.annotations.NullMarked;
