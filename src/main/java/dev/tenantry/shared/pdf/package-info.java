/** Texts on pages of PDF, in the scripts that there are fonts for. */
@NullMarked
package dev.tenantry.shared.pdf;

import org.jspecify.annotations.NullMarked;
