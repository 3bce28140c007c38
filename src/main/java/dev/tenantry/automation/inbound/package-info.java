/** Workflows that other services start by what they send. */
@NullMarked
package dev.tenantry.automation.inbound;

import org.jspecify.annotations.NullMarked;
