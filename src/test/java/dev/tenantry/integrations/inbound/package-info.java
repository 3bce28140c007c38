@NullMarked
package dev.tenantry.integrations.inbound;

import org.jspecify.annotations.NullMarked;
