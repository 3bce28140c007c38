/** What goes wrong, told in one form: the catalogue of problem types (RFC 9457). */
@NullMarked
package dev.tenantry.shared.problem;

import org.jspecify.annotations.NullMarked;
