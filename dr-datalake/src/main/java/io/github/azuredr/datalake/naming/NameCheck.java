package io.github.azuredr.datalake.naming;

import io.github.azuredr.pair.Side;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** What stands behind a name in the cloud; an application asks Azure's checkNameAvailability and its own subscription. */
@FunctionalInterface
public interface NameCheck {

    /** Whose a name is. */
    enum Owner {
        /** Nobody's: it can be created. */
        NOBODY,
        /** This application's own subscription. */
        OURS,
        /** Taken, and not found where this application looks. */
        SOMEBODY_ELSE
    }

    /** Whose this name is now. */
    Owner owner(AccountName name);

    /**
     * One account that a side needs.
     *
     * @param base the shared base name
     * @param name the account's name on that side
     * @param owner whose the name is
     */
    record Assigned(String base, AccountName name, Owner owner) {
        /** Whether recovery can work with it: free to create, or ours already. */
        public boolean usable() {
            return owner != Owner.SOMEBODY_ELSE;
        }

        /** The state in one sentence. */
        public String sentence() {
            return switch (owner) {
                case NOBODY -> "'" + name + "' is free and will be created.";
                case OURS -> "'" + name + "' exists and is ours.";
                case SOMEBODY_ELSE ->
                    "'" + name + "' is taken by somebody else; choose another base name than '" + base
                            + "', or name this account explicitly.";
            };
        }
    }

    /** Names for one side of all bases, in order of the bases; a taken one does not keep the others from their names. */
    default List<Assigned> assign(NamingScheme scheme, Collection<String> bases, Side side) {
        return new TreeSet<>(bases)
                .stream()
                        .map(base -> {
                            AccountName name = scheme.name(base, side);
                            return new Assigned(base, name, owner(name));
                        })
                        .toList();
    }
}
