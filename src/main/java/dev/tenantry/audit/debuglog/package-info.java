/** Lines of the log that an organization's own work leaves, kept for it for as long as it has asked for. */
@NullMarked
package dev.tenantry.audit.debuglog;

import org.jspecify.annotations.NullMarked;
