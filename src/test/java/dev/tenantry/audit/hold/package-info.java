/** Tests of what legal holds keep. */
@NullMarked
package dev.tenantry.audit.hold;

import org.jspecify.annotations.NullMarked;
