/** The demo organization: what happened there, as a generator tells it, and how that comes into the database. */
@NullMarked
package dev.tenantry.welcome.demo;

import org.jspecify.annotations.NullMarked;
