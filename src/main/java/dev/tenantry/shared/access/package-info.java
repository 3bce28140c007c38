/** Who calls, and what an endpoint declares of those who may call it. */
@NullMarked
package dev.tenantry.shared.access;

import org.jspecify.annotations.NullMarked;
