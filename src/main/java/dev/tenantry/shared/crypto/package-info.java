/** What secrets leave behind where they are recognized again. */
@NullMarked
package dev.tenantry.shared.crypto;

import org.jspecify.annotations.NullMarked;
