package io.github.azuredr.datalake.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.azuredr.error.RecoveryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathMappingTest {
    private final PathMappingReader reader = new PathMappingReader();

    @Test
    void namesAreComparedWithoutCaseAndBelongToTheirKind() {
        PathMapping mapping = reader.read("{\"adls_gen1\": {\"ProdLake\": \"DrLake\"}, \"blob\": {}}");

        assertThat(mapping.target(AccountKind.ADLS_GEN1, "PRODLAKE")).contains("drlake");
        assertThat(mapping.isTarget(AccountKind.ADLS_GEN1, "drLake")).isTrue();
        assertThat(mapping.target(AccountKind.BLOB, "prodlake")).isEmpty();
        assertThat(mapping.isSource("prodLAKE")).isTrue();
    }

    @Test
    void theMappingMayStandUnderItsNameBesideOtherData() {
        PathMapping mapping = reader.read("\ufeff{\"mapping\": {\"adla\": {\"dock\": \"farm\"}}, \"vectors\": []}");

        assertThat(mapping.accounts(AccountKind.ADLA)).containsEntry("dock", "farm");
    }

    @Test
    void theWayBackSwapsEveryPair() {
        PathMapping back = reader.read("{\"blob\": {\"quay\": \"hill\"}, \"adla\": {\"dock\": \"farm\"}}")
                .reversed();

        assertThat(back.accounts(AccountKind.BLOB)).containsExactly(entry("hill", "quay"));
        assertThat(back.target(AccountKind.ADLA, "farm")).contains("dock");
    }

    @Test
    void theWayBackIsRefusedWhenTwoAccountsShareOneReplacement() {
        PathMapping mapping = PathMapping.builder()
                .map(AccountKind.BLOB, "quay", "hill")
                .map(AccountKind.BLOB, "pier", "hill")
                .build();

        assertThatThrownBy(mapping::reversed)
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining("hill");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"gen3": {"aaa": "bbb"}}                         | unknown section 'gen3'
                    {"blob": {"aaa": "bbb", "aaa": "ccc"}}           | Duplicate
                    {"blob": {"aaa": "bbb", "AAA": "ccc"}}           | maps account aaa twice
                    {"blob": {"aaa": "bbb"}, "blob": {}}             | Duplicate
                    {"blob": {"": "bbb"}}                            | holds ''
                    {"blob": {"aaa": ""}}                            | holds ''
                    {"blob": {"aaa": "b.blob.core.windows.net"}}     | is no account name
                    {"blob": {"a-b": "bbb"}}                         | holds 'a-b'
                    {"blob": {"aaa": null}}                          | no text
                    {"blob": {"aaa": 3}}                             | no text
                    {"blob": ["aaa"]}                                | no object
                    {"blob": {"aaa": "bbb", "bbb": "ccc"}}           | maps aaa to bbb and bbb to ccc
                    {"blob": {"aaa": "bbb", "bbb": "aaa"}}           | rewriting twice
                    {"blob": {"aaa": "AAA"}}                         | maps aaa to aaa
                    {"blob": {}}                                     | maps no account
                    {"mapping": {"blob": {"aaa": "bbb"}}, "adla": {}} | beside 'mapping'
                    {"mapping": 3}                                   | under 'mapping'
                    []                                               | no JSON object
                    {"blob": {                                       | cannot be read
                    {"blob": {"aaa": "bbb"}} x                       | cannot be read
                    """)
    void aMappingThatCannotBeRightIsRefusedWithItsReason(String json, String reason) {
        assertThatThrownBy(() -> reader.read(json))
                .isInstanceOf(RecoveryException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("Next:");
    }
}
