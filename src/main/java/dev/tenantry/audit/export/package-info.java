/** Copies of the audit log as files, written in the background and handed out for a while. */
@NullMarked
package dev.tenantry.audit.export;

import org.jspecify.annotations.NullMarked;
