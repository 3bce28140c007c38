/** The read side: what has been taken down, for those who may read it. */
@NullMarked
package dev.tenantry.audit.logs;

import org.jspecify.annotations.NullMarked;
