/** Tests of batches. */
@NullMarked
package dev.tenantry.shared.batch;

import org.jspecify.annotations.NullMarked;
