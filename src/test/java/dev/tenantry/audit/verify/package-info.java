@NullMarked
package dev.tenantry.audit.verify;

import org.jspecify.annotations.NullMarked;
