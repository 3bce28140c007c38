/** For how long entries are kept, and their end. */
@NullMarked
package dev.tenantry.audit.retention;

import org.jspecify.annotations.NullMarked;
