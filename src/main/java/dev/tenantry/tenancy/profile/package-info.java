/** What a person is called and looks like, in all organizations. */
@NullMarked
package dev.tenantry.tenancy.profile;

import org.jspecify.annotations.NullMarked;
