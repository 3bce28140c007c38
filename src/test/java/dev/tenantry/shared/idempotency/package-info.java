@NullMarked
package dev.tenantry.shared.idempotency;

import org.jspecify.annotations.NullMarked;
