package io.github.azuredr.testkit.kit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.azuredr.contract.FailoverContract;
import io.github.azuredr.pair.Side;
import io.github.azuredr.step.Step;
import io.github.azuredr.testkit.shelf.ShelfContract;
import io.github.azuredr.testkit.shelf.ShelfPort;
import io.github.azuredr.testkit.shelf.ShelfSteps;
import io.github.azuredr.testkit.shelf.ShelfWorld;
import io.github.azuredr.testkit.walk.Scenario;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** For every fact of the kit there is a contract that breaks it, and only it. */
class FailoverContractKitTest {

    @Test
    void aRightContractBreaksNoFact() throws IllegalAccessException {
        assertThat(brokenBy(ShelfContract::new)).isEmpty();
    }

    @Test
    void everyFactHasAContractThatGetsItWrong() {
        assertThat(WrongShelves.byFact().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        facts().map(Method::getName).toList());
    }

    @ParameterizedTest
    @MethodSource("factNames")
    void aContractThatGetsOneThingWrongBreaksExactlyThatFact(String fact) throws IllegalAccessException {
        assertThat(brokenBy(Optional.ofNullable(WrongShelves.byFact().get(fact)).orElseThrow()))
                .containsExactly(fact);
    }

    static Stream<String> factNames() {
        return facts().map(Method::getName);
    }

    private static Stream<Method> facts() {
        return Arrays.stream(FailoverContractKit.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Test.class));
    }

    private static List<String> brokenBy(Function<ShelfWorld, FailoverContract<ShelfPort>> contract)
            throws IllegalAccessException {
        FailoverContractKit<ShelfWorld> kit = new FailoverContractKit<>() {
            @Override
            protected ShelfWorld world() {
                return new ShelfWorld(contract);
            }

            @Override
            protected Scenario<ShelfWorld> outage() {
                return prepared().failOver("centralus");
            }

            @Override
            protected Map<String, Step<?>> moreExamples() {
                return Map.of(
                        "shelf-open-scratch/1", new ShelfSteps.OpenScratch(Side.B),
                        "shelf-destroy-scratch/1", new ShelfSteps.DestroyScratch(Side.B, 7));
            }
        };
        List<String> broken = new ArrayList<>();
        for (Method fact : facts().toList()) {
            try {
                fact.invoke(kit);
            } catch (InvocationTargetException failed) {
                assertThat(failed.getCause()).isInstanceOf(AssertionError.class);
                broken.add(fact.getName());
            }
        }
        return broken;
    }
}
