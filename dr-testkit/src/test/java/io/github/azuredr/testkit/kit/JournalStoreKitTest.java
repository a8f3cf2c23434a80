package io.github.azuredr.testkit.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.journal.JournalStore;
import io.github.azuredr.testkit.journal.InMemoryJournalStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For every fact of the kit there is a store that breaks it, and only it. */
class JournalStoreKitTest {

    @Test
    void aRightStoreBreaksNoFact() throws IllegalAccessException {
        assertThat(brokenBy(InMemoryJournalStore::anotherHandle)).isEmpty();
    }

    @Test
    void everyFactHasAStoreThatGetsItWrong() {
        assertThat(WrongJournalStores.byFact().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        facts().map(Method::getName).toList());
    }

    @ParameterizedTest
    @MethodSource("factNames")
    void aStoreThatGetsOneThingWrongBreaksExactlyThatFact(String fact) throws IllegalAccessException {
        Function<InMemoryJournalStore, JournalStore> wrong =
                Optional.ofNullable(WrongJournalStores.byFact().get(fact)).orElseThrow();

        assertThat(brokenBy(wrong)).containsExactly(fact);
    }

    static Stream<String> factNames() {
        return facts().map(Method::getName);
    }

    private static Stream<Method> facts() {
        return Arrays.stream(JournalStoreKit.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class));
    }

    private static List<String> brokenBy(Function<InMemoryJournalStore, JournalStore> opening)
            throws IllegalAccessException {
        List<String> broken = new ArrayList<>();
        for (Method fact : facts().toList()) {
            InMemoryJournalStore memory = new InMemoryJournalStore();
            JournalStoreKit kit = new JournalStoreKit() {
                @Override
                protected JournalStore open() {
                    return opening.apply(memory);
                }
            };
            try {
                fact.invoke(kit);
            } catch (InvocationTargetException failed) {
                assertThat(failed.getCause()).isInstanceOf(AssertionError.class);
                broken.add(fact.getName());
            } finally {
                kit.closeAll();
            }
        }
        return broken;
    }
}
