/** Requests and answers: what bodies, paths, headers and parameters may be, and how errors are written. */
@NullMarked
package dev.tenantry.shared.web;

import org.jspecify.annotations.NullMarked;
