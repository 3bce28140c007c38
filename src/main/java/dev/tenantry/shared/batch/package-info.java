/** Many writes in one request, each with an answer of its own. */
@NullMarked
package dev.tenantry.shared.batch;

import org.jspecify.annotations.NullMarked;
