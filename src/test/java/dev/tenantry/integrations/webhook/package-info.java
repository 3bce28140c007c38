@NullMarked
package dev.tenantry.integrations.webhook;

import org.jspecify.annotations.NullMarked;
