/** The Idempotency-Key of POST and PATCH: the first answer is kept with its effect and given again. */
@NullMarked
package dev.tenantry.shared.idempotency;

import org.jspecify.annotations.NullMarked;
